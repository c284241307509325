import type { ConversationView } from "../../engine/facade/views.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { Form } from "../parts/Form.tsx";
import { FormEnd } from "../parts/FormEnd.tsx";
import { Person } from "../parts/Person.tsx";
import { useTask } from "../parts/useTask.ts";
import { engine, useEngine } from "../stores/engine.ts";
import { useWords } from "../words/language.ts";

interface BeginAgainProps {
  readonly conversation: ConversationView;
  readonly onClose: () => void;
}

/** Asks whether a conversation whose keys are lost shall begin again, and shows with whom. */
export function BeginAgain({ conversation, onClose }: BeginAgainProps) {
  const { id, members, peer } = conversation;
  const { again } = useWords().stuck;
  const self = useEngine((state) => state.self?.account);
  const task = useTask();
  const people = new Set([...members.map(({ account }) => account), ...(peer === undefined ? [] : [peer])]);
  const begin = async () => {
    if (await task.did(() => engine().restart(id))) onClose();
  };
  return (
    <Dialog title={again.title} onClose={onClose}>
      <Form onSubmit={begin}>
        <p>{again.lead}</p>
        <ul className="people">
          {[...people]
            .filter((account) => account !== self)
            .map((account) => (
              <li key={account}>
                <Person account={account} />
              </li>
            ))}
        </ul>
        <FormEnd task={task} submit={again.act} kind="primary" ready onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
