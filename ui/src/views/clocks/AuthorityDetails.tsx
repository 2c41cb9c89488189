// What one compares an authority's root by: where it is asked, where its root is published, the root's digests to copy,
// and where this program has it from. No address is a link: the window asks nobody.
import type { AuthorityLine } from "../../bridge";
import { HashRow, KeyValue, type KeyValueRow } from "../../components";
import { m, visible } from "../../text";

export function AuthorityDetails({ authority }: { authority: AuthorityLine }) {
  const { url, address, roots } = authority;
  const rows: KeyValueRow[] = [{ key: m.clocks_address(), value: <code>{visible(url)}</code> }];
  if (address !== null) rows.push({ key: m.clocks_published(), value: <code>{visible(address)}</code> });
  return (
    <div className="clocks-details">
      <KeyValue rows={rows} />
      {roots.map((root) => (
        <div key={root.sha256} className="clocks-root">
          <HashRow label={m.clocks_root()} digest={root.sha256} />
          <HashRow label={m.clocks_root_key()} digest={root.spki_sha256} />
          <p className="setting-body">{m.clocks_compare()}</p>
          <p className="setting-body"><b>{m.clocks_source()}</b> <span lang="en">{visible(root.source)}</span></p>
        </div>
      ))}
    </div>
  );
}
