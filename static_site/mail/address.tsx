import { addressWords } from "./address-words";
import { OneButton } from "./one-button";
import { open } from "./page";

await open((api, link) => {
  const { of, token } = link;
  return (
    <OneButton
      link={link}
      words={addressWords.value}
      act={() => api.post("/api/address-confirmations", { query: { of, token } })}
    />
  );
});
