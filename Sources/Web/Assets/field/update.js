// The worker behind the client. A new one is whole before it is installed (sw.js); it takes over once this page has all
// its modules, so that no start mixes two versions.
import { scriptAddress } from './trusted.js';

export function keepUpToDate() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  // A worker that asks finds somebody at home: this page runs, and says itself when the change may be made.
  serviceWorker.addEventListener('message', ({ data, ports }) => { if (data === 'alive?') ports[0]?.postMessage('alive'); });
  serviceWorker.startMessages?.();
  const letIn = (worker) => worker?.postMessage('takeOver');
  serviceWorker.register(scriptAddress('/field/sw.js'), { scope: '/field/' }).then((registration) => {
    if (registration.active) letIn(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => { if (worker.state === 'installed' && registration.active) letIn(worker); });
    });
  }).catch(() => {});
}
