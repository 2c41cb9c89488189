// The whole window: the frame once the desk has answered, and before that the reason why it has not.
// Everything is drawn anew when the language changes, so that no sentence of the other one stays.
import { I18nProvider } from "react-aria-components";
import { Button, ErrorBoundary, ErrorNote } from "./components";
import { Frame } from "./frame/Frame";
import { desk, deskFailure, loadDesk } from "./state/desk";
import { m, useLanguage } from "./text";

export function App() {
  const { locale } = useLanguage();
  const state = desk.use();
  const failure = deskFailure.use();
  if (state === null) {
    return failure === null ? null : (
      <main className="screen-failure">
        <h1>{m.shell_desk_failed()}</h1>
        <ErrorNote failure={failure} />
        <Button onPress={() => void loadDesk()}>{m.shell_desk_again()}</Button>
      </main>
    );
  }
  return (
    <I18nProvider locale={locale}>
      <ErrorBoundary>
        <Frame key={locale} />
      </ErrorBoundary>
    </I18nProvider>
  );
}
