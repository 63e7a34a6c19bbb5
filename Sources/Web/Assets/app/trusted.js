// The only place where text becomes HTML. The policy is not exported: whoever needs a page hands over a response of this
// server and gets a parsed document, whose scripts never run.

/** The part of Trusted Types used here; older browsers have none. */
const types = globalThis.trustedTypes;
const policy = types ? types.createPolicy('mingcha-html', { createHTML: (text) => text }) : { createHTML: (text) => text };

/**
 * @param {Response} response
 * @returns {Promise<Document | null>} nothing when the answer is not HTML of this origin
 */
export async function parsePage(response) {
  const type = response.headers.get('Content-Type') || '';
  if (!isOurs(response.url, location.origin) || !type.startsWith('text/html')) return null;
  return new DOMParser().parseFromString(policy.createHTML(await response.text()), 'text/html');
}

/** @param {string} url @param {string} origin */
export function isOurs(url, origin) {
  try {
    return new URL(url, origin).origin === origin;
  } catch (_) {
    return false;
  }
}
