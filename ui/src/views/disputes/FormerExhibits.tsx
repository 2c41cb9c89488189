// Exhibits that are not part of the dispute any more. A detached one can come back and gets its number again; of a
// removed one only the digest is left.
import type { DisputeWhole } from "../../bridge";
import { Button, ExhibitTag, StateBadge } from "../../components";
import { m } from "../../text";
import { putBack } from "./exhibits";

interface FormerExhibitsProps {
  dispute: DisputeWhole;
}

export function FormerExhibits({ dispute }: FormerExhibitsProps) {
  const former = dispute.exhibits.filter((exhibit) => exhibit.state !== "attached");
  if (former.length === 0) return null;
  return (
    <section className="dispute-former" aria-label={m.disputes_former()}>
      <h3>{m.disputes_former()}</h3>
      <ul>
        {former.map((exhibit) => (
          <li key={exhibit.exhibit}>
            <ExhibitTag number={exhibit.exhibit} />
            <span className="dispute-former-name cut" title={exhibit.name}>
              {exhibit.name}
            </span>
            {exhibit.state === "removed" ? (
              <StateBadge shape="left-out" tone="open">
                {m.disputes_removed()}
              </StateBadge>
            ) : (
              <>
                <StateBadge shape="left-out" tone="open">
                  {m.disputes_taken_out()}
                </StateBadge>
                {dispute.state === "open" && (
                  <Button variant="ghost" size="s" onPress={() => void putBack(dispute.id, exhibit)}>
                    {m.disputes_put_back()}
                  </Button>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
