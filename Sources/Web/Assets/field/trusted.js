// The one Trusted Types policy of the field client: script addresses of this origin, and nothing else.
const own = (address) => {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) throw new TypeError(`foreign script: ${url.href}`);
  return url.href;
};
const policy = window.trustedTypes ? window.trustedTypes.createPolicy('mingcha', { createScriptURL: own }) : { createScriptURL: own };
export const scriptAddress = (address) => policy.createScriptURL(address);
