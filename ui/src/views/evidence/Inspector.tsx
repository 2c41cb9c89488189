// Beside the list: everything about the one item that is selected. Picture, title, states, what is missing, how it was
// taken, digests, time proofs, what was recorded being done, note, exhibits. The head stays, the rest scrolls.
import { useState, type ReactNode } from "react";
import type { ItemCard } from "../../bridge";
import { Button, ErrorNote, ExhibitTag, HashRow, IconButton, KindIcon, Note, StateBadge } from "../../components";
import { go, routeTo, useAnswer } from "../../state";
import { m, message, size } from "../../text";
import { PartPreview } from "../viewers";
import { HistoryLines } from "./HistoryLines";
import { HowTaken } from "./HowTaken";
import { ItemNote } from "./ItemNote";
import { existedWords } from "./TimeBadge";
import { TimeProofs } from "./TimeProofs";
import { completenessState, kindWord, timeState } from "./words";

interface InspectorProps {
  /** The item; its card when the list has it. */
  id: string;
  card: ItemCard | undefined;
  onOpen: (part?: string) => void;
  onAttach: () => void;
  onExport: () => void;
  onRemove: () => void;
  onClose: () => void;
}

const DIGESTS_FIRST = 4;

export function Inspector({ id, card, onOpen, onAttach, onExport, onRemove, onClose }: InspectorProps) {
  const { answer, failure, again } = useAnswer("item_show", id, { nouns: ["item", "dispute"] });
  // Asked here, not where it is shown: it is the same for every item that one looks at.
  const clocks = useAnswer("time_status", null, { nouns: ["item", "settings", "vault"] });
  const [allDigests, setAllDigests] = useState(false);
  const item = answer?.item;
  const known = item ?? card;
  const parts = (item?.files ?? []).filter((file) => file.role !== "record");
  const digests = allDigests ? (item?.files ?? []) : parts.slice(0, DIGESTS_FIRST);
  const first = card?.first_part.name ?? parts[0]?.name;
  const completeness = card?.completeness ?? completenessOf(item?.capture.completeness);
  const time = timeState(item?.time ?? card?.time ?? "none");
  const missing = completenessState(completeness);

  return (
    <>
      <header className="inspector-head">
        {known && <KindIcon kind={known.kind} />}
        <span className="inspector-kind">{known ? kindWord(known.kind) : m.evidence_loading()}</span>
        {known?.exhibits.map((each) => <ExhibitTag key={`${each.dispute} ${each.exhibit}`} number={each.exhibit} />)}
        <span className="inspector-tools">
          <IconButton size="s" icon="maximize" label={m.evidence_open()} shortcut="Enter" onPress={() => onOpen()} />
          <IconButton size="s" icon="download" label={m.evidence_export()} onPress={onExport} />
          <IconButton size="s" icon="trash" label={m.evidence_remove()} shortcut="Delete" onPress={onRemove} />
          <IconButton size="s" icon="x" label={m.evidence_inspector_close()} shortcut="I" onPress={onClose} />
        </span>
      </header>
      <div className="inspector-body">
        {failure && <div className="inspector-section"><ErrorNote failure={failure} onRetry={again} /></div>}
        {first !== undefined && known && (
          <div className="inspector-viewer">
            <PartPreview part={{ of: "vault", item: id, part: first }} name={known.name} kind={known.kind} mediaType={card?.first_part.media_type ?? parts[0]?.media_type ?? ""} pictured={card?.has_thumbnail ?? true} onOpen={() => onOpen(first)} />
          </div>
        )}
        {known && (
          <div className="inspector-title">
            <h2>{known.name}</h2>
            <p className="inspector-size">{size(known.size_bytes)}</p>
            <div className="inspector-states">
              <StateBadge shape="fixed" tone="open" pill>{m.evidence_fixed()}</StateBadge>
              <span title={card && existedWords(card)}><StateBadge shape={time.shape} tone={time.tone} pill>{time.word}</StateBadge></span>
              {completeness !== "complete" && <StateBadge shape={missing.shape} tone={missing.tone} pill>{missing.word}</StateBadge>}
            </div>
          </div>
        )}
        {item && completeness !== "complete" && <Missing tone={completeness === "partial" ? "warn" : "bad"} reasons={reasonsOf(item.capture.completeness)} />}
        {item && <HowTaken key={id} item={item} />}
        {item && parts.length > 1 && (
          <Section title={m.evidence_parts()} aside={m.evidence_parts_count({ count: parts.length })}>
            <ul className="inspector-list">
              {parts.map((file) => (
                <li key={file.name}>
                  <button type="button" className="inspector-part" onClick={() => onOpen(file.name)}>
                    <span>{file.name}</span>
                    <span className="inspector-size">{size(file.size_bytes)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {item && (
          <Section title={m.evidence_digests()} aside="SHA-256">
            <div className="inspector-digests">
              <HashRow label={m.evidence_fixed_list()} digest={item.seal_sha256} />
              {digests.map((file) => <HashRow key={file.name} label={file.name} digest={file.sha256} />)}
            </div>
            {item.files.length > digests.length && (
              <Button variant="ghost" size="s" onPress={() => setAllDigests(true)}>{m.evidence_digests_all({ count: item.files.length })}</Button>
            )}
          </Section>
        )}
        {item && <TimeProofs key={`time ${id}`} item={item} status={clocks.answer} />}
        {item && (
          <Section title={m.evidence_history()}>
            <HistoryLines lines={item.history} />
          </Section>
        )}
        {item && <Section title={m.evidence_note()}><ItemNote key={id} id={id} note={item.note} /></Section>}
        {item && (
          <Section title={m.evidence_exhibit_of()}>
            {item.exhibits.length === 0 && <p className="inspector-why">{m.evidence_exhibit_of_none()}</p>}
            <ul className="inspector-list">
              {(card?.exhibits ?? item.exhibits.map((each) => ({ ...each, dispute_title: each.dispute }))).map((each) => (
                <li key={`${each.dispute} ${each.exhibit}`}>
                  <button type="button" className="inspector-part" onClick={() => go(routeTo("disputes", each.dispute))}>
                    <span>{each.dispute_title}</span>
                    <ExhibitTag number={each.exhibit} />
                  </button>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
      <footer className="inspector-foot">
        <Button variant="primary" icon="scale" onPress={onAttach}>{known && known.exhibits.length > 0 ? m.evidence_attach_another() : m.evidence_attach()}</Button>
      </footer>
    </>
  );
}

export function Section({ title, aside, children }: { title: string; aside?: string | undefined; children: ReactNode }) {
  return (
    <section className="inspector-section">
      <h3>
        {title}
        {aside !== undefined && <span>{aside}</span>}
      </h3>
      {children}
    </section>
  );
}

function Missing({ tone, reasons }: { tone: "warn" | "bad"; reasons: string[] }) {
  const title = tone === "warn" ? m.evidence_partial_missing({ count: reasons.length }) : m.evidence_failed();
  return (
    <div className="inspector-section bare">
      <Note tone={tone} title={title} shape={tone === "warn" ? "half" : "broken"}>
        {reasons.length > 0 && (
          <ul>
            {reasons.map((reason) => <li key={reason}>{message(`evidence_missing_${reason.replaceAll("-", "_")}`, reason)}</li>)}
          </ul>
        )}
      </Note>
    </div>
  );
}

type Recorded = { state?: unknown; reasons?: unknown } | string | undefined;

function completenessOf(recorded: Recorded): "complete" | "partial" | "failed" {
  const state = typeof recorded === "string" ? recorded : recorded?.state;
  return state === "partial" || state === "failed" ? state : "complete";
}

function reasonsOf(recorded: Recorded): string[] {
  const reasons = typeof recorded === "object" ? recorded.reasons : undefined;
  return Array.isArray(reasons) ? reasons.filter((reason) => typeof reason === "string") : [];
}
