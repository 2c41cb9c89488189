// One thing to do with a new bundle. A long value at the end of its sentence stands below it, to be copied.
import { CopyLine } from "./CopyLine";

interface SendPointProps {
  point: string;
  values: readonly { label: string; value: string }[];
}

export function SendPoint({ point, values }: SendPointProps) {
  const ends = values.find(({ value }) => point.endsWith(value));
  if (ends === undefined) return <li>{point}</li>;
  return (
    <li>
      {point.slice(0, -ends.value.length).trimEnd()}
      <CopyLine label={ends.label} value={ends.value} />
    </li>
  );
}
