// A photo as evidence: shrunk to what a court can read, with time and place from the moment it is taken (BEY-41). What
// the server would not take is refused here, when it is chosen.

const LONGEST = 1600;
const MOST_BYTES = 20 * 1024 * 1024;

export class PhotoRefused extends Error {}

const text = (bytes, from, to) => String.fromCharCode(...bytes.slice(from, to));

/** The type of a picture by its first bytes, whatever it is called: the server looks at nothing else either. */
export function pictureType(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'JPEG';
  if (text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'PNG';
  if (text(bytes, 4, 8) === 'ftyp' && /^(hei|hev|mif|msf)/.test(text(bytes, 8, 12))) return 'HEIC';
  if (text(bytes, 4, 8) === 'ftyp' && text(bytes, 8, 12) === 'avif') return 'AVIF';
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'WEBP';
  if (/^GIF8[79]a/.test(text(bytes, 0, 6))) return 'GIF';
  if (text(bytes, 0, 2) === 'BM') return 'BMP';
  return null;
}

/** Why a chosen file can be no evidence; null when it can. */
export function refusalOf(size, head) {
  if (size === 0) return '文件内容为空，请重新拍摄';
  if (size > MOST_BYTES) return '照片超过20MB，请调低相机分辨率后重新拍摄';
  const type = pictureType(head);
  if (type === 'HEIC') return '不支持HEIC格式的照片，请在相机设置中改为JPEG格式（兼容性最佳）后重新拍摄';
  if (type === null) return '不是照片，或照片已损坏，请重新拍摄';
  return type === 'JPEG' || type === 'PNG' ? null : `不支持${type}格式的照片，请改用JPEG或PNG格式`;
}

/** JPEG of at most 1600 pixels on its longer side. */
export async function shrink(file) {
  const refusal = refusalOf(file.size, new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  if (refusal) throw new PhotoRefused(refusal);
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    throw new PhotoRefused('照片已损坏，无法读取，请重新拍摄');
  }
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  // what is transparent would turn black
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', 0.82); });
  if (!blob) throw new PhotoRefused('照片无法处理，请重新拍摄');
  return { blob, width: canvas.width, height: canvas.height };
}

/** Where the phone is: WGS-84 in 10⁻⁷ degrees, accuracy in metres; `null` where unknown, for a photo must not wait for it. */
export function place() {
  if (!navigator.geolocation) return Promise.resolve(null);
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(null), 3000);
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      clearTimeout(late);
      resolve({ latitudeE7: Math.round(coords.latitude * 1e7), longitudeE7: Math.round(coords.longitude * 1e7), accuracyM: Math.round(coords.accuracy) });
    }, () => { clearTimeout(late); resolve(null); }, { enableHighAccuracy: true, timeout: 3000, maximumAge: 30000 });
  });
}
