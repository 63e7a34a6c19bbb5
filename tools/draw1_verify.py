#!/usr/bin/env python3
"""Recomputes a draw1 folder: prints 一致 (exit 0), or the first difference (exit 1). Rules: docs/draw1.md"""
import hashlib, re, sys
from pathlib import Path
ID, TEXT, NAME = r"[0-9A-Z._-]{1,64}", r"[^|\x00-\x1f\x7f]+", r"[^|,:\x00-\x1f\x7f]+"
HEX, INT = r"[0-9a-f]{64}", r"(?:0|[1-9][0-9]{0,8})"
PARAMS = [("alg", "draw1"), ("hash", "sm3|sha256"), ("drawId", ID), ("planId", ID), ("quota", f"{NAME}:{INT}(?:,{NAME}:{INT})*"),
          ("teamSize", INT), ("maxPerOfficer", INT), *((key, HEX) for key in ("manifest", "officers", "recusals", "commitA", "commitS")),
          ("beacon", f"NONE:{HEX}|(?!NONE:){TEXT}"), ("prevDraw", HEX), ("groups", f"(?!0){INT}")]
REVEAL = [("nonceA", HEX), ("nonceS", HEX), ("beaconValue", TEXT)]

def need(condition, file, line, expected, found):
    if not condition: sys.exit(print(f"{file}.txt 第{line}行不一致：应为“{expected}”，实为“{found}”") or 1)

def lines(file, data):
    *whole, rest = data.decode("utf-8", "surrogateescape").split("\n")
    for n, line in enumerate([*whole, rest], 1): need(not re.search("[\udc80-\udcff]", line), file, n, "UTF-8 文本", ascii(line))
    need(not rest, file, len(whole) + 1, "以换行符结束的一行", rest)
    return whole

def table(file, data, pattern, key):
    rows = []
    for n, line in enumerate(lines(file, data), 1):
        match = re.fullmatch(pattern, line)
        need(match and (not rows or rows[-1][:key] < match.groups()[:key]), file, n, "格式正确、按字节升序且不重复的一行", line)
        rows.append(match.groups())
    return rows

def keyed(file, data, keys, optional=0):
    found = lines(file, data)
    for n, line in enumerate(found + ["文件结束"] * (len(keys) - optional - len(found)), 1):
        key, pattern = keys[n - 1] if n <= len(keys) else ("文件结束", "")
        need(re.fullmatch(f"{key}=(?:{pattern})", line), file, n, key, line)
    return dict(line.split("=", 1) for line in found)

def teams(p, H, seed, chosen, officers, recused, fail):
    size, limit, load = int(p["teamSize"]), int(p["maxPerOfficer"]), {c: 0 for c, _, _ in officers}
    order = lambda prefix: [x[1:] for x in sorted((H(f"draw1|{prefix}|{c}"), c, lead == "1") for c, _, lead in officers)]
    count, groups = int(p.get("groups", 0)), []
    fail(size or not (officers or recused or count), "只抽取检查对象时不应有检查人员")
    if count:
        line = order(f"officer|{seed}")
        groups = [[c] for c, lead in line if lead][:count]
        others = [c for c, _ in line if [c] not in groups]
        fail(len(groups) == count and len(others) >= count * (size - 1), "检查人员数量不足")
        for k, c in enumerate(others[:count * (size - 1)]): groups[k % count].append(c)
    for k, o in enumerate(chosen if size else []):
        room = lambda c: not limit or load[c] < limit
        if count:
            team = next((g for g in (groups[k % count:] + groups)[:count] if not any((c, o) in recused for c in g)), [])
            fail(team and all(map(room, team)), "没有可用的检查组：" + o)
        else:
            able = [x for x in order(f"team|{seed}|{o}") if room(x[0]) and (x[0], o) not in recused]
            lead = next((c for c, leads in able if leads), None)
            team = [lead] + [c for c, _ in able if c != lead][:size - 1]
            fail(lead and len(team) == size, "检查人员数量不足：" + o)
        for c in team: load[c] += 1
        yield team

def verify(data):
    p = keyed("params", data["params"], PARAMS, optional=1)
    H = lambda s: hashlib.new(p["hash"], s if isinstance(s, bytes) else s.encode()).hexdigest()
    for n, file in enumerate(("manifest", "officers", "recusals"), 8): need(H(data[file]) == p[file], "params", n, H(data[file]), p[file])
    rows, seen = table("manifest", data["manifest"], f"({NAME})\\|({ID})\\|([1-9][0-9]?|100)", 2), set()
    for n, (_, o, _) in enumerate(rows, 1): need(o not in seen and not seen.add(o), "manifest", n, "不重复的检查对象", o)
    officers = table("officers", data["officers"], f"({ID})\\|({TEXT})\\|([01])", 1)
    recused = set(table("recusals", data["recusals"], f"({ID})\\|({ID})", 2))
    r, left, third = keyed("reveal", data["reveal"], REVEAL), {}, p["beacon"].startswith("NONE:")
    for n, who, nonce, stated in [(11, "A", r["nonceA"], p["commitA"]), (12, "S", r["nonceS"], p["commitS"])] + third * [(13, "B", r["beaconValue"], p["beacon"][5:])]:
        need((commit := H(f"draw1|commit|{p['drawId']}|{who}|{nonce}")) == stated, "params", n, commit, stated)
    need(p["beacon"] != "NONE" or r["beaconValue"] == "NONE", "reveal", 3, "NONE", r["beaconValue"])
    for s, n in (part.split(":") for part in p["quota"].split(",")):
        need(not left or s > list(left)[-1], "params", 5, "按字节升序的分层", s)
        left[s] = int(n)
        need(left[s] <= sum(row[0] == s for row in rows), "params", 5, "不超过对象数量", n)
    for s, _, _ in rows: need(s in left, "params", 5, s, p["quota"])
    seed, drawn, rest = H(f"draw1|seed|{H(data['params'])}|{r['nonceA']}|{r['nonceS']}|{r['beaconValue']}"), [], []
    ticket = lambda o, weight: min(H(f"draw1|ticket|{seed}|{o}|{g}") for g in range(1, int(weight) + 1))
    for t, o, s in sorted((ticket(o, w), o, s) for s, o, w in rows):
        (drawn if left[s] else rest).append((s, o, t))
        left[s] -= left[s] > 0
    found = re.findall(rb"[^\n]*\n|[^\n]+", data["result"])
    show = lambda part: part[0].decode(errors="replace").removesuffix("\n") if part else "文件结束"
    fail = lambda good, reason: need(good, "result", 1, "抽取失败：" + reason, show(found[:1]))
    crews = list(teams(p, H, seed, [o for _, o, _ in drawn], officers, recused, fail)) or [[]] * len(drawn)
    out = [f"seed={seed}"] + [f"S|{k}|{s}|{o}|{t}|{','.join(crews[k - 1])}" for k, (s, o, t) in enumerate(drawn, 1)]
    out = [f"{line}\n".encode() for line in out + [f"R|{k}|{s}|{o}|{t}" for k, (s, o, t) in enumerate(rest, 1)]]
    for n in range(max(len(out), len(found))): need(out[n:n + 1] == found[n:n + 1], "result", n + 1, show(out[n:n + 1]), show(found[n:n + 1]))

if __name__ == "__main__":
    files = {name: (Path(sys.argv[1]) / f"{name}.txt").read_bytes() for name in ("manifest", "officers", "recusals", "params", "reveal", "result")}
    if b"\nhash=sm3\n" in files["params"] and "sm3" not in hashlib.algorithms_available: sys.exit(print("此 Python 没有 SM3，无法验证") or 2)
    for name, data in files.items():
        for mark, words in ((b"\xef\xbb\xbf", "开头有 BOM（字节顺序标记）"), (b"\r\n", "以 CRLF 换行")):
            if data.startswith(mark) if mark[0] > 127 else mark in data: sys.exit(print(f"{name}.txt：文件被另存过，{words}；请重新取得原文件再验证") or 1)
    print(verify(files) or "一致")
