// Entry of the desktop and public pages. Every page works without it: links and forms come first, these modules only make them quicker.
import * as atOnce from './at-once.js';
import * as combobox from './combobox.js';
import * as form from './form.js';
import * as job from './job.js';
import * as locate from './locate.js';
import * as menu from './menu.js';
import * as once from './once.js';
import * as outline from './outline.js';
import * as places from './places.js';
import * as region from './region.js';
import * as rolling from './rolling.js';
import * as rows from './rows.js';
import * as selection from './selection.js';
import * as upload from './upload.js';

/** rows.js makes the rows a draft has, form.js restores the draft, and the others build on the restored fields. */
const enhancers = [once, rows, form, combobox, selection, upload, rolling, job, locate, outline, places, atOnce];

/** @param {Element} root */
function enhance(root) {
  for (const module of enhancers) module.enhance(root);
}

menu.start();
places.start();
// Before region.js: a second submit must be stopped before it is fetched.
form.start();
region.start();
enhance(document.documentElement);
document.addEventListener('mingcha:region', (event) => enhance(/** @type {Element} */ (event.target)));
