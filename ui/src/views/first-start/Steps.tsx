// The three steps.
import { Icon, type IconName } from "../../components";
import { m } from "../../text";

export function Steps() {
  const steps: { icon: IconName; title: string; body: string }[] = [
    { icon: "download", title: m.first_start_step_keep(), body: m.first_start_step_keep_body() },
    { icon: "scale", title: m.first_start_step_order(), body: m.first_start_step_order_body() },
    { icon: "send", title: m.first_start_step_send(), body: m.first_start_step_send_body() },
  ];
  return (
    <ol className="first-start-steps">
      {steps.map((step, index) => (
        <li key={step.title}>
          <span className="first-start-step">
            <span className="first-start-step-icon"><Icon name={step.icon} size={20} /></span>
            <span>{m.first_start_step({ count: index + 1 })}</span>
          </span>
          <h2>{step.title}</h2>
          <p>{step.body}</p>
        </li>
      ))}
    </ol>
  );
}
