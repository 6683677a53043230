const PERIODS = ["30d", "90d", "365d", "all"] as const;
type Period = (typeof PERIODS)[number];
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Of which interviews figures are wanted. No template means all. */
export interface AnalyticsQuestion {
  template_id: string | null;
  period: Period;
}

export const USUAL_PERIOD: Period = "90d";
export { PERIODS, type Period };

/** What the address asks for; what of it means nothing is left out. */
export function questionOf(address: string): AnalyticsQuestion {
  const given = new URLSearchParams(address);
  const template = given.get("template_id") ?? "";
  return {
    template_id: UUID.test(template) ? template : null,
    period: PERIODS.find((period) => period === given.get("period")) ?? USUAL_PERIOD,
  };
}

export function addressOf({ template_id, period }: AnalyticsQuestion): string {
  const given = new URLSearchParams();
  if (template_id !== null) given.set("template_id", template_id);
  if (period !== USUAL_PERIOD) given.set("period", period);
  return given.toString();
}
