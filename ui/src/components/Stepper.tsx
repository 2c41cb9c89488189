// Where one is in a few steps.
import { Icon } from "./Icon";

export function Stepper({ steps, current }: { steps: string[]; current: number }) {
  return (
    <ol className="stepper">
      {steps.map((step, index) => (
        <li key={step} className="stepper-step" data-state={index < current ? "done" : index === current ? "current" : "to-come"} aria-current={index === current ? "step" : undefined}>
          <span className="stepper-number">{index < current ? <Icon name="check" size={12} /> : index + 1}</span>
          {step}
        </li>
      ))}
    </ol>
  );
}
