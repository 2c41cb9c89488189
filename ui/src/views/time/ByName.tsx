// Whose clock, whole: a name of the list, or every digit of one that is on no list, broken only between groups of eight.
// Copying gives the digest without gaps.
import { Fragment } from "react";
import { m, visible } from "../../text";
import { unknownDigest } from "./words";

export function ByName({ by }: { by: string }) {
  const digest = unknownDigest(by);
  if (digest === null) return <span className="by-name">{visible(by)}</span>;
  const groups = digest.match(/.{8}/g) ?? [];
  return (
    <span className="by-name">
      {m.time_unknown_authority()}
      {groups.length > 0 && (
        <>
          {" "}
          <code className="by-digest">
            sha256:
            {groups.map((group, index) => (
              <Fragment key={index}>
                <wbr />
                {group}
              </Fragment>
            ))}
          </code>
        </>
      )}
    </span>
  );
}
