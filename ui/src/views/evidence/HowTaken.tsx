// How the item was taken, field by field, each with the word that says how it was learnt: measured, declared, unavailable.
import { useEffect, useState } from "react";
import type { Failure, ItemWhole } from "../../bridge";
import { Button, KeyValue } from "../../components";
import { failureText, m } from "../../text";
import { capturedFields, environmentFields, isFirst, type TakenField } from "./environment";
import { Section } from "./Inspector";
import { originWord } from "./words";

export function HowTaken({ item }: { item: ItemWhole }) {
  const [environment, setEnvironment] = useState<TakenField[]>([]);
  const [why, setWhy] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  useEffect(() => {
    let gone = false;
    environmentFields(item.id).then(
      (fields) => !gone && setEnvironment(fields),
      (failure: Failure | Error) => !gone && setWhy("code" in failure ? failureText(failure).message : m.evidence_environment_unreadable()),
    );
    return () => {
      gone = true;
    };
  }, [item.id]);

  const origin: TakenField = { name: "origin", label: m.evidence_filter_origin(), value: originWord(item.capture.origin), source: "declared" };
  const fields = [origin, ...capturedFields(item.capture), ...environment];
  const shown = all ? fields : fields.filter((field) => field === origin || isFirst(field));
  return (
    <Section title={m.evidence_how_taken()}>
      <KeyValue rows={shown.map((field) => ({ key: field.label, value: <span title={field.value}>{field.value}</span>, source: field.source }))} />
      {why !== null && <p className="inspector-why">{why}</p>}
      {fields.length > shown.length && (
        <Button variant="ghost" size="s" onPress={() => setAll(true)}>{m.evidence_fields_all({ count: fields.length })}</Button>
      )}
    </Section>
  );
}
