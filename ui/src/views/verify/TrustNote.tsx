// Roots that the reader names for one check: offered where a time does not count because nobody here knows its authority,
// and, once named, said plainly on the report, because others who check see something else.
import { Button, Note } from "../../components";
import { m, visible } from "../../text";
import { chooseRoots } from "./fileProof";
import { lastName } from "./words";

interface TrustNoteProps {
  /** Whether an authority is unknown. */
  isUnknown: boolean;
  trust: string[];
  /** Checks again with these. */
  onCheck: (trust: string[]) => void;
}

export function TrustNote({ isUnknown, trust, onCheck }: TrustNoteProps) {
  const choose = async () => {
    const files = await chooseRoots();
    if (files.length > 0) onCheck(files);
  };
  const name = <Button size="s" icon="file" onPress={() => void choose()}>{m.verify_trust_choose()}</Button>;
  if (trust.length > 0) {
    return (
      <Note
        tone="warn"
        title={m.verify_trust_used()}
        actions={
          <>
            <Button size="s" onPress={() => onCheck([])}>{m.verify_trust_without()}</Button>
            {isUnknown && name}
          </>
        }
      >
        {m.verify_trust_used_body({ names: trust.map((path) => visible(lastName(path))).join(m.verify_joined()) })}
      </Note>
    );
  }
  if (!isUnknown) return null;
  return <Note tone="open" title={m.verify_trust_offer()} actions={name}>{m.verify_trust_offer_body()}</Note>;
}
