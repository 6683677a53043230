import { OneButton } from "./one-button";
import { open } from "./page";
import { t } from "./words";

await open((api, link) => {
  const { of, token } = link;
  return <OneButton link={link} words={t.value} act={() => api.post("/api/unsubscribe", { query: { of, token } })} />;
});
