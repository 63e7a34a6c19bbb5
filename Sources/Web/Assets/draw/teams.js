// Which officers go to which object (docs/draw1.md): a team for each object, or groups that take turns.

/** Why a draw fails as a whole. */
export class DrawFailure extends Error {}

const certificates = (order) => order.map(({ certificate }) => certificate);

// `hash` is the hash of a text; hex of one length, so comparing texts compares values.
function ordered(officers, hash, prefix) {
  return officers
    .map((officer, index) => ({ ...officer, index, place: hash(prefix + officer.certificate) }))
    .sort((one, other) => (one.place === other.place ? one.index - other.index : one.place < other.place ? -1 : 1));
}

function formGroups({ groups: count, teamSize }, officers, hash, seed) {
  const line = ordered(officers, hash, `draw1|officer|${seed}|`);
  const groups = certificates(line.filter(({ canLead }) => canLead).slice(0, count)).map((lead) => [lead]);
  const leading = new Set(groups.flat());
  const others = certificates(line).filter((certificate) => !leading.has(certificate));
  const wanted = count * (teamSize - 1);
  if (groups.length < count || others.length < wanted) throw new DrawFailure('检查人员数量不足');
  others.slice(0, wanted).forEach((certificate, turn) => groups[turn % count].push(certificate));
  return groups;
}

/** The certificate numbers of each object's team, the leader first. */
export function formTeams(parameters, { officers, recusals, objects }, hash, seed) {
  const { teamSize, maxPerOfficer, groups: count } = parameters;
  if (teamSize === 0) {
    if (officers.length > 0 || recusals.size > 0 || count > 0) throw new DrawFailure('只抽取检查对象时不应有检查人员');
    return objects.map(() => []);
  }
  const load = new Map();
  const hasRoom = (certificate) => maxPerOfficer === 0 || (load.get(certificate) ?? 0) < maxPerOfficer;
  const groups = count > 0 ? formGroups(parameters, officers, hash, seed) : [];

  const groupFor = (object, turn) => {
    const isFree = (group) => !group.some((certificate) => recusals.has(`${certificate}|${object}`));
    const team = groups.map((_, step) => groups[(turn + step) % count]).find(isFree);
    if (!team || !team.every(hasRoom)) throw new DrawFailure(`没有可用的检查组（检查对象${object}）`);
    return team;
  };
  const teamFor = (object) => {
    const able = ordered(officers, hash, `draw1|team|${seed}|${object}|`)
      .filter(({ certificate }) => hasRoom(certificate) && !recusals.has(`${certificate}|${object}`));
    const lead = able.find(({ canLead }) => canLead);
    if (!lead || able.length < teamSize) throw new DrawFailure(`检查人员数量不足（检查对象${object}）`);
    return certificates([lead, ...able.filter((officer) => officer !== lead).slice(0, teamSize - 1)]);
  };

  return objects.map((object, turn) => {
    const team = count > 0 ? groupFor(object, turn) : teamFor(object);
    team.forEach((certificate) => load.set(certificate, (load.get(certificate) ?? 0) + 1));
    return team;
  });
}
