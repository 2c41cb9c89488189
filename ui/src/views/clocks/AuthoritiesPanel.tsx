// The authorities that Holdfast knows by itself: each with its state, a switch and a test. While public clocks are not
// allowed none of them is asked for anything, a test neither.
import type { TimeStatus } from "../../bridge";
import { Note, Panel } from "../../components";
import { m } from "../../text";
import { AuthorityRow } from "./AuthorityRow";

interface AuthoritiesPanelProps {
  status: TimeStatus;
  /** The short names of those that are chosen from now on. */
  onChoose: (names: string[]) => void;
  onAsked: () => void;
}

export function AuthoritiesPanel({ status, onChoose, onAsked }: AuthoritiesPanelProps) {
  const presets = status.authorities.filter((one) => one.preset);
  const operators = new Set(status.authorities.filter((one) => one.chosen).map((one) => one.operator ?? one.name));
  const allowed = status.public_clocks === "allowed";
  const choose = (name: string, on: boolean) =>
    onChoose(presets.filter((one) => (one.name === name ? on : one.chosen)).map((one) => one.name));
  return (
    <Panel title={m.clocks_authorities()}>
      <div className="setting-block">
        <p className="setting-body">{m.clocks_authorities_lead()}</p>
        {!allowed && <Note tone="open">{status.public_clocks === null ? m.clocks_gate_open() : m.clocks_gate_denied()}</Note>}
        {allowed && operators.size < 2 && <Note tone="warn" title={m.clocks_advice()}>{m.clocks_advice_body()}</Note>}
      </div>
      <ul className="clocks-list">
        {presets.map((one) => (
          <AuthorityRow key={one.name} authority={one} publicClocks={status.public_clocks} onChoose={(on) => choose(one.name, on)} onAsked={onAsked} />
        ))}
      </ul>
    </Panel>
  );
}
