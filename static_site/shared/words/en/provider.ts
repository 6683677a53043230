export const words = {
  loading: "Loading…",
  about:
    "Have your people sign in with the accounts that your organisation has already, by OpenID Connect: Microsoft Entra ID, Google Workspace, Okta, Keycloak and others.",
  register: "In your service, register a web application with this address to come back to:",
  link: "Give your people this link. Whoever has used it once finds it on the sign-in page.",
  issuer: "Issuer",
  issuerHint: "The address by which your service describes itself, such as https://login.example.com/realms/acme",
  issuerMissing: "Enter an address that begins with https://",
  client: "Client ID",
  clientMissing: "Enter the client ID.",
  secret: "Client secret",
  secretKept: "One is kept, and shown to nobody. Leave this empty to go on with it.",
  domains: "Who may join by signing in",
  domainsHint:
    "Domains of e-mail addresses, separated by commas, such as example.com. Empty: members alone sign in, and you invite them.",
  role: "Role of those who join this way",
  passwordsOff: "Nobody signs in with a password any more",
  passwordsOffHint: "But for one admin, so that you get in where your service is away.",
  kept: "This admin keeps a password",
  save: "Save",
  saving: "Asking your service…",
  saved: "Saved: your service answers as it should.",
  outdated: "Somebody else changed this meanwhile. Reload the page.",
  remove: "Go back to passwords",
  removeTitle: "Go back to passwords?",
  removes:
    "Your service signs nobody in any more. Whoever has no password asks for one with “Have you forgotten your password?”.",
  keep: "Keep as it is",
  removed: "People sign in with passwords.",
};

export type ProviderWords = typeof words;
