// The text of the on-site inspection record (现场检查记录, DOC-11) as it is shown for signing.
// The PDF is set by the server from the same result.
import { cardsOf } from './draft.js';
import { DISPOSALS, MEASURES, NOT_INSPECTABLE } from './checks.js';

const when = (local) => {
  const found = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec(local ?? '');
  return found ? `${found[1]}年${+found[2]}月${+found[3]}日${+found[4]}时${+found[5]}分` : '＿＿＿＿';
};

export function measureText({ kind, amountFen, due }) {
  const label = MEASURES.find((measure) => measure.kind === kind)?.label ?? kind;
  if (kind === 'fine') return `${label}${(amountFen ?? 0) / 100}元`;
  return due ? `${label}（${due}前）` : label;
}

function problemsOf(visit, draft) {
  const own = cardsOf(visit.form).filter(({ key }) => draft.entries[key]?.answer === 'fail').map(({ key, content, equipment }) => ({
    entry: draft.entries[key], text: `${equipment ? `${equipment.name}：` : ''}${content.text}：${draft.entries[key].note}`,
    basis: content.citations.map(({ text }) => text).join('、'),
  }));
  const others = Object.values(draft.others).map((other) => ({
    entry: draft.entries[other.problem] ?? { measures: {} }, text: `${other.place ? `${other.place}：` : ''}${other.text}`, basis: other.provision,
  }));
  return [...own, ...others];
}

export function recordOf(visit, draft) {
  const { basics } = draft;
  const lines = [
    ['被检查单位', basics.unit], ['地址', basics.address], ['法定代表人/负责人', `${basics.principal ?? ''}　职务：${basics.principalTitle ?? ''}`],
    ['联系电话', basics.phone], ['检查场所', basics.place], ['检查时间', `${when(basics.startedAt)} 至 ${when(basics.endedAt)}`],
  ].map(([label, value]) => `${label}：${value || '＿＿＿＿'}`);
  lines.push(`我们是${[...new Set(visit.officers.map(({ agency }) => agency))].join('、')}的执法人员${visit.officers
    .map(({ name, certificate }) => `${name}（执法证号${certificate}）`).join('、')}，现已出示执法证件，依法对你单位进行检查，请予以配合。`);
  if (draft.notInspectable) {
    const reason = NOT_INSPECTABLE.find((one) => one.reason === draft.notInspectable.reason)?.label ?? '';
    lines.push(`检查情况：无法开展检查（${reason}）。${draft.notInspectable.text}`);
    return lines;
  }
  const problems = problemsOf(visit, draft);
  lines.push(`检查情况：按照《${visit.form.name}》检查${cardsOf(visit.form).length}项，${problems.length ? `发现以下${problems.length}个问题：` : '未发现问题。'}`);
  problems.forEach(({ entry, text, basis }, index) => {
    const measures = Object.values(entry.measures).map(measureText).join('、');
    lines.push(`${index + 1}. ${text}${basis ? `（依据：${basis}）` : ''}${measures ? `　措施：${measures}。` : ''}`);
  });
  const disposal = DISPOSALS.find((one) => one.disposal === draft.disposal?.disposal);
  lines.push(`处置方式：${disposal ? disposal.label : '＿＿＿＿'}${draft.disposal?.note ? `。${draft.disposal.note}` : ''}`);
  return lines;
}
