// Catches a defect of one screen: says that the evidence is safe, and offers to draw it again. The frame stays usable.
import { Component, type ReactNode } from "react";
import { m } from "../text";
import { Button } from "./Button";
import { Note } from "./Note";

export class ErrorBoundary extends Component<{ children: ReactNode }, { thrown: unknown }> {
  override state: { thrown: unknown } = { thrown: null };

  static getDerivedStateFromError(thrown: unknown): { thrown: unknown } {
    return { thrown };
  }

  override render(): ReactNode {
    const { thrown } = this.state;
    if (thrown === null) return this.props.children;
    return (
      <div className="screen-failure">
        <Note
          tone="bad"
          live
          title={m.common_defect_title()}
          actions={<Button size="s" icon="refresh" onPress={() => this.setState({ thrown: null })}>{m.common_defect_again()}</Button>}
        >
          <p>{m.common_defect_body()}</p>
          <code>{thrown instanceof Error ? thrown.message : String(thrown)}</code>
        </Note>
      </div>
    );
  }
}
