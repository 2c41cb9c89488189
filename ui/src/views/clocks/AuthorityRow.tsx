// One authority: who it is, whether it is asked, what waits for it, how asking went; its switch, a test, and beneath,
// unfolded, what one compares its root by.
import { useId, useState } from "react";
import type { AuthorityLine, PublicClocks } from "../../bridge";
import { Button, Icon, Switch } from "../../components";
import { useJob } from "../../state";
import { m, visible } from "../../text";
import { JobProgress } from "../settings/JobProgress";
import { AuthorityDetails } from "./AuthorityDetails";
import { AuthorityState } from "./AuthorityState";
import { TestResult } from "./TestResult";

interface AuthorityRowProps {
  authority: AuthorityLine;
  publicClocks: PublicClocks | null;
  /** For a preset. */
  onChoose?: (on: boolean) => void;
  /** For one that the user added. */
  onRemove?: () => void;
  onAsked: () => void;
}

export function AuthorityRow({ authority, publicClocks, onChoose, onRemove, onAsked }: AuthorityRowProps) {
  const [open, setOpen] = useState(false);
  const [answeredAt, setAnsweredAt] = useState("");
  const details = useId();
  const test = useJob("time_try", { listed: false });
  const { name, operator, url, preset } = authority;
  const title = visible(authority.title);
  const run = () => {
    test.start(name, m.clocks_testing({ name: title })).then(() => setAnsweredAt(new Date().toISOString()), () => undefined).finally(onAsked);
  };
  return (
    <li className="clocks-row">
      <div className="clocks-line">
        <div className="clocks-who">
          <h3>{title}</h3>
          <p>{operator ?? visible(url)}</p>
        </div>
        <AuthorityState authority={authority} publicClocks={publicClocks} />
        <div className="clocks-do">
          <Button size="s" label={m.clocks_test_of({ name: title })} busy={test.running} isDisabled={preset && publicClocks !== "allowed"} onPress={run}>{m.clocks_test()}</Button>
          {onRemove !== undefined && <Button size="s" variant="ghost" label={m.clocks_remove_of({ name: title })} onPress={onRemove}>{m.clocks_remove()}</Button>}
          {onChoose !== undefined && <Switch label={m.clocks_ask({ name: title })} isSelected={authority.chosen} onChange={onChoose} />}
        </div>
      </div>
      <button type="button" className="clocks-unfold" aria-expanded={open} aria-controls={details} aria-label={m.clocks_details_of({ name: title })} onClick={() => setOpen(!open)}>
        <Icon name={open ? "chevron-down" : "chevron-right"} size={14} />
        <span>{m.clocks_details()}</span>
      </button>
      {open && <div id={details}><AuthorityDetails authority={authority} /></div>}
      {test.running && <div className="clocks-inset"><JobProgress job={test.job} onCancel={test.cancel} /></div>}
      {!test.running && (test.answer !== null || test.failure !== null) && (
        <div className="clocks-inset"><TestResult title={title} tried={test.answer} failure={test.failure} answeredAt={answeredAt} /></div>
      )}
    </li>
  );
}
