import type { HealthView } from "@comity/client/engine/facade/views";
import type { TestDevice } from "./people.ts";

/** What a device's health figures are now. */
export async function health(device: TestDevice): Promise<HealthView> {
  let view: HealthView | undefined;
  const stop = device.engine.subscribe((change) => {
    if (change.type === "health") view = change.health;
  });
  stop();
  if (view === undefined) throw new Error("no figures were told");
  return view;
}
