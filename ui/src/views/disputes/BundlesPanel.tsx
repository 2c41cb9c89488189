// The bundles that were made of the dispute: the file, which edition, when, and the digest to tell a recipient.
import type { DisputeWhole } from "../../bridge";
import { HashRow, Moment, Panel, Size, StateBadge } from "../../components";
import { m, text } from "../../text";

interface BundlesPanelProps {
  dispute: DisputeWhole;
}

export function BundlesPanel({ dispute }: BundlesPanelProps) {
  const bundles = dispute.bundles.toReversed();
  return (
    <Panel title={m.disputes_bundles()} count={bundles.length}>
      {bundles.length === 0 && <p className="dispute-bundles-none">{m.disputes_bundles_none()}</p>}
      <ul className="dispute-bundles">
        {bundles.map((bundle) => (
          <li key={bundle.export_id}>
            <div className="dispute-bundle-name" title={bundle.file_name ?? undefined}>
              {bundle.file_name ?? m.disputes_bundle_unnamed()}
            </div>
            <div className="dispute-bundle-meta">
              <span>{text(`edition.${bundle.edition}`)}</span>
              <Moment at={bundle.done_at ?? bundle.begun_at} form="short" />
              {bundle.size_bytes !== null && <Size bytes={bundle.size_bytes} />}
              {bundle.done_at === null && (
                <StateBadge shape="absent" tone="open">
                  {m.disputes_bundle_unfinished()}
                </StateBadge>
              )}
            </div>
            {bundle.sha256 !== null && <HashRow label="SHA-256" digest={bundle.sha256} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
