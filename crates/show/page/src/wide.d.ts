// Made by vite.config.ts of the tables in `data/`.
declare module "virtual:wide" {
  // GeoNames ids of countries, and of their first-level divisions.
  export const COUNTRIES: number[];
  export const REGIONS: number[];
}
