// A photo as evidence: shrunk to what a court can read, with time and place from the moment it is taken (BEY-41).

const LONGEST = 1600;

/** JPEG of at most 1600 pixels on its longer side. Falls back to the file itself where the browser cannot draw it. */
export async function shrink(file) {
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return { blob: file, width: 0, height: 0 };
  }
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', 0.82); });
  return blob ? { blob, width: canvas.width, height: canvas.height } : { blob: file, width: 0, height: 0 };
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
