// What the server's answers look like. Something between phone and server (a portal, a firewall, a page of maintenance)
// answers in its own way, also with 200 and also with JSON: what is not of these shapes did not come from the server.

const isText = (value) => typeof value === 'string';
const isList = Array.isArray;
const isObject = (value) => value !== null && typeof value === 'object' && !isList(value);

const isHead = (visit) => isObject(visit) && isText(visit.id) && isText(visit.status) && isObject(visit.subject) && isObject(visit.task)
  && isObject(visit.term) && isText(visit.subject.name);
const isForm = (form) => isObject(form) && isText(form.id) && isList(form.groups) && form.groups.every((group) => isObject(group) && isList(group.contents))
  && isObject(form.scale) && isList(form.fields) && isObject(form.template);

const isSubject = (subject) => isObject(subject) && isText(subject.id) && isText(subject.name) && isText(subject.class);
const isKit = (kit) => isObject(kit) && isText(kit.me) && isText(kit.agency) && [kit.officers, kit.items, kit.forms, kit.tasks, kit.taskForms, kit.modes, kit.origins, kit.reassigns].every(isList)
  && isObject(kit.parties) && isObject(kit.status) && [...kit.forms, ...kit.taskForms].every(({ form }) => isForm(form));

export const SHAPES = Object.freeze({
  session: (body) => isText(body.csrf) && isObject(body.account) && isText(body.account.id) && isText(body.account.name),
  visits: (body) => isList(body.visits) && body.visits.every(isHead),
  package: (body, id) => isHead(body) && body.id === id && isForm(body.form) && isList(body.officers) && isObject(body.basics) && isList(body.events),
  delivery: (body) => isList(body.accepted) && isList(body.rejected) && isObject(body.state),
  file: (body) => isText(body.sha256),
  state: (body) => isText(body.status) && isText(body.statusName) && 'receipt' in body,
  kinds: (body) => isList(body) && body.every((kind) => isObject(kind) && isText(kind.type) && isList(kind.fields)),
  kit: (body) => isText(body.version) && (body.kit === null || isKit(body.kit)),
  subjects: (body) => isList(body.subjects) && body.subjects.every(isSubject) && 'next' in body,
  characters: (body) => isText(body.version) && isText(body.ranges),
  done: (body) => isText(body.location) && isText(body.message),
});

/** A refusal of the server: a problem with its sentence (RFC 9457), or a conflict with its code. */
export const isRefusal = (body) => isObject(body) && (isText(body.message) || isText(body.detail)) && isText(body.code);

/** Whether what lies on the phone as list of visits can be shown. */
export const isListOfVisits = (value) => isList(value) && value.every(isHead);

/** Whether what lies on the phone to begin inspections with can be used. */
export const isKeptKit = (value) => isObject(value) && isText(value.version) && isKit(value.kit);

export const isKeptSubjects = (value) => isObject(value) && isList(value.rows) && value.rows.every(isSubject);

export const isPackage = (value) => isHead(value) && isForm(value.form) && isList(value.officers) && isObject(value.basics);
