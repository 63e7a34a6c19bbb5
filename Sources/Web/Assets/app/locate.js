// Fills 纬度 and 经度 from the device. Without it, or where somebody refuses, both are typed.
import { within } from './within.js';

/** @param {Element} root */
export function enhance(root) {
  if (!navigator.geolocation) return;
  for (const latitude of within(root, 'form [name="latitude"]')) {
    const form = latitude.closest('form');
    const longitude = form && form.querySelector('[name="longitude"]');
    if (!longitude || latitude.dataset.locate) continue;
    latitude.dataset.locate = 'ready';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.textContent = '使用当前位置';
    longitude.after(button);
    button.addEventListener('click', () => {
      button.disabled = true;
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        latitude.value = coords.latitude.toFixed(6);
        longitude.value = coords.longitude.toFixed(6);
        button.disabled = false;
        button.textContent = '已取得当前位置';
      }, () => {
        button.disabled = false;
        button.textContent = '未能取得位置，请手工填写';
      }, { enableHighAccuracy: true, timeout: 15000 });
    });
  }
}
