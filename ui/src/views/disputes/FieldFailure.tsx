// Why a field was refused, in the catalogue's sentence, with the field called by its shown name.
import type { Failure } from "../../bridge";
import { StateGlyph } from "../../components";
import { fieldFailureText } from "./words";

interface FieldFailureProps {
  id: string;
  failure: Failure;
}

export function FieldFailure({ id, failure }: FieldFailureProps) {
  const { message, help } = fieldFailureText(failure);
  return (
    <p className="dispute-field-failure" id={id} role="alert">
      <StateGlyph shape="broken" />
      <span>
        {message} <span className="dispute-field-failure-help">{help}</span>
      </span>
    </p>
  );
}
