// A field with its label above, what to write below, and what is wrong with it.
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from "react-aria-components";

export function TextField({
  label, value, onChange, description, error, multiline = false, placeholder, autoFocus, onSubmit, isDisabled = false, isReadOnly = false,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  description?: string;
  error?: string | null;
  multiline?: boolean;
  placeholder?: string;
  autoFocus?: boolean;
  /** Enter in a field of one line. */
  onSubmit?: () => void;
  isDisabled?: boolean;
  isReadOnly?: boolean;
}) {
  const wrong = error !== undefined && error !== null && error !== "";
  return (
    <AriaTextField className="field" value={value} onChange={onChange} isInvalid={wrong} isDisabled={isDisabled} isReadOnly={isReadOnly} {...(autoFocus === true ? { autoFocus } : {})}>
      <Label>{label}</Label>
      {multiline ? (
        <TextArea className="input area" placeholder={placeholder ?? ""} rows={3} />
      ) : (
        <Input
          className="input"
          placeholder={placeholder ?? ""}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) onSubmit?.();
          }}
        />
      )}
      {description !== undefined && <Text slot="description" className="field-description">{description}</Text>}
      <FieldError className="field-error">{error ?? ""}</FieldError>
    </AriaTextField>
  );
}
