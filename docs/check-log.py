#!/usr/bin/env python3
"""Checks the log of an unpacked bundle with Python's own library and nothing of Holdfast (docs/format.md, 4 and 8).

    python3 check-log.py FOLDER        FOLDER holds bagit.txt

Says, one line each: that every shown entry is in the one tree that the checkpoint signs, by which key; that this
dispute's entries count 1, 2, 3 ... without a gap and end in this export; that every exhibit has its entry. Ends with 0
when all of it holds, 1 when something differs or cannot be read, 3 when something stays open. It does not compare files
with lists (sha256sum does), nor check the signature over the lists (ssh-keygen does), nor follow a change of key: then
it says so.
"""
import base64, hashlib, json, pathlib, re, sys

P = 2**255 - 19                                              # Ed25519, RFC 8032
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def sha256(data): return hashlib.sha256(data).digest()

def point(data):
    """The point of 32 bytes; None for none, a non-canonical one or one of small order."""
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P: x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign): return None
    found = (P - x if x & 1 != sign else x, y)
    return None if times(8, found) == (0, 1) else found

def plus(a, b):
    k = D * a[0] * b[0] * a[1] * b[1] % P
    return ((a[0] * b[1] + b[0] * a[1]) * pow(1 + k, -1, P) % P, (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, -1, P) % P)

def times(number, at):
    sum_ = (0, 1)
    while number:
        if number & 1: sum_ = plus(sum_, at)
        at, number = plus(at, at), number >> 1
    return sum_

def signed(key, message, signature):
    r, s, a = signature[:32], int.from_bytes(signature[32:], "little"), point(key)
    if a is None or point(r) is None or s >= ORDER: return False
    k = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % ORDER
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    x, y = plus(times(s, base), times(k, (-a[0] % P, a[1])))
    return (y | (x & 1) << 255).to_bytes(32, "little") == r

def root(leaf, n, size, path):
    """The root to which an inclusion proof leads (RFC 6962, 2.1.1); None when it has another length."""
    if size == 1: return leaf if n == 0 and not path else None
    half = 1 << (size - 1).bit_length() - 1
    if not path or not 0 <= n < size: return None
    inner = root(leaf, n, half, path[:-1]) if n < half else root(leaf, n - half, size - half, path[:-1])
    if inner is None: return None
    return sha256(b"\1" + (inner + path[-1] if n < half else path[-1] + inner))

def check(bundle):
    log = bundle / "metadata/log"
    *lines, rest = (log / "entries.jsonl").read_bytes().split(b"\n")
    entries = [(json.loads(line), sha256(b"\0" + line)) for line in lines]
    body = lambda entry: (log / "bodies" / (entry["ref"][:32] + ".json")).read_bytes()

    note = (log / "checkpoint").read_text("utf-8")
    origin, size, tree, empty, signature, end = note.split("\n")
    size, tree = int(size), base64.b64decode(tree)
    dash, name, signature = signature.split(" ")
    signature = base64.b64decode(signature)
    genesis = body(entries[0][0])
    first = json.loads(genesis)
    key = base64.b64decode(first["public_key"].split()[1])[-32:]
    yield "the log begins with the key in its first body", rest == b"" and entries[0][0]["kind"] == "genesis" and \
        sha256(genesis).hex() == entries[0][0]["ref"] and origin.startswith("holdfast/" + first["vault"] + "/")
    if any(entry["kind"] == "key-rotated" for entry, _ in entries):
        yield "the key was changed: let holdfast-verify check the checkpoint", None
    else:
        text = "\n".join([origin, str(size), base64.b64encode(tree).decode(), ""]).encode()
        yield "the checkpoint is signed by that key", [empty, end, dash, name] == ["", "", "—", origin] and \
            signature[:4] == sha256(origin.encode() + b"\n\1" + key)[:4] and signed(key, text, signature[4:])

    def included(entry, leaf):
        proof = json.loads((log / "proofs" / ("%d.json" % entry["n"])).read_bytes())
        path = [bytes.fromhex(digest) for digest in proof["path"]]
        return proof["size"] == size and root(leaf, entry["n"], size, path) == tree
    yield "all %d entries shown are in its tree of %d" % (len(entries), size), all(included(*entry) for entry in entries)

    export = re.search(r"^Holdfast-Export: (\S+)$", (bundle / "bag-info.txt").read_text("utf-8"), re.M)[1]
    own = [e for e, _ in entries if e["kind"] == "export-begun" and (log / "bodies" / (e["ref"][:32] + ".json")).exists()]
    own = [e for e in own if sha256(body(e)).hex() == e["ref"] and json.loads(body(e))["export"] == export]
    chain = [(e, leaf) for e, leaf in entries if own and e.get("d", {}).get("id") == own[0]["d"]["id"]]
    before, whole = "0" * 64, bool(chain)
    for number, (entry, leaf) in enumerate(chain, 1):
        whole = whole and entry["d"]["n"] == number and entry["d"]["prev"] == before
        before = leaf.hex()
    yield "the dispute's %d entries have no gap and end in this export" % len(chain), whole and chain[-1][0] == own[0]
    if own:
        omissions = sha256((bundle / "metadata/omissions.json").read_bytes()).hex()
        yield "what is withheld is what the log fixed", json.loads(body(own[0]))["omissions_sha256"] == omissions

    attached = set()
    for entry, _ in chain:
        if entry["kind"] == "attached": attached.add(entry["ref"])
        if entry["kind"] in ("detached", "removed"): attached.discard(entry["ref"])
    exhibits = json.loads((bundle / "metadata/exhibits.json").read_bytes())["exhibits"]
    kept = [entry["ref"] for entry, _ in entries if entry["kind"] == "item"]
    yield "the exhibits are those that the log attached", {line["seal_sha256"] for line in exhibits} == attached
    yield "each of the %d exhibits was kept once" % len(exhibits), all(kept.count(one["seal_sha256"]) == 1 for one in exhibits)
    shown = [line for line in exhibits if line["folder"]]
    yield "each of the %d shown is the item that the log names" % len(shown), all(
        sha256((bundle / line["folder"] / "item.sha256").read_bytes()).hex() == line["seal_sha256"] for line in shown)

def main():
    if len(sys.argv) != 2: sys.exit(__doc__)
    try:
        answers = list(check(pathlib.Path(sys.argv[1])))
    except Exception as error:  # whatever is not as the format says
        sys.exit("The log cannot be read: %r" % error)
    for sentence, holds in answers:
        print({True: "holds  ", False: "DIFFERS", None: "open   "}[holds], sentence)
    sys.exit(1 if any(holds is False for _, holds in answers) else 3 if any(holds is None for _, holds in answers) else 0)

if __name__ == "__main__":
    main()
