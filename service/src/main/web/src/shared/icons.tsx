import type { JSX } from 'preact';

/* Drawn for this house: 24 units, lines of 2, round ends, in the colour of the words beside them. */
const LINES: Record<string, string> = {
  // amenities
  drinking_water: 'M12 3c3.5 4.2 6 7.4 6 11a6 6 0 0 1-12 0c0-3.6 2.5-6.8 6-11zM9 14.5a3 3 0 0 0 2.5 2.8',
  hot_water: 'M5 10h11v5a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM16 11.5h1.5a2.5 2.5 0 0 1 0 5H16M8 3.5v3M12.5 3.5v3',
  toilet: 'M7 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5 10.5h4l-.5 10h-3zM17 10.5l3 6h-1.5l-.5 4h-2l-.5-4H14zM12 3v18',
  charging: 'M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM12.8 7.5 10 12.2h4l-2.8 4.8',
  power_bank: 'M4 8h14a1.5 1.5 0 0 1 1.5 1.5v5A1.5 1.5 0 0 1 18 16H4a1.5 1.5 0 0 1-1.5-1.5v-5A1.5 1.5 0 0 1 4 8zM22 11v2M11.5 9 9.5 12h3l-2 3',
  microwave: 'M3 6h18v12H3zM6 9h8v6H6zM17.5 9.5h.01M17.5 12h.01M17.5 14.5h.01M6 18v1.5M18 18v1.5',
  hot_meal: 'M3 12h18a9 9 0 0 1-5 7.5H8A9 9 0 0 1 3 12zM9 3.5c-1 1.5 1 2.5 0 4.5M14 3.5c-1 1.5 1 2.5 0 4.5',
  air_conditioning: 'M3 5h18v7H3zM6.5 9h11M7 15c0 2-1.5 2-1.5 4M12 15c0 2-1.5 2-1.5 4M17 15c0 2-1.5 2-1.5 4',
  first_aid: 'M4 7.5h16v12H4zM9 7.5V5h6v2.5M12 10.5v6M9 13.5h6',
  seat: 'M7 4v9h10M7 13v3h10v-3M8 16v4M16 16v4M17 13l-.5-3.5',
  nap: 'M3 7v12M3 16h18v3M21 16v-2.5a3 3 0 0 0-3-3h-7V16M7 12.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z',
  wifi: 'M3 9.5a13 13 0 0 1 18 0M6 13a8.5 8.5 0 0 1 12 0M9 16.3a4.2 4.2 0 0 1 6 0M12 19.5h.01',
  battery_swap: 'M5 9h11v7H5zM16 11h2v3h-2M8 5.5h9l-2-2M13 19.5H4l2 2',
  ebike_charging: 'M5.5 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 16.5h6l2-9h-2.5M16.5 10l1.5 4M10.5 4 8.5 8h3l-2 4',
  repair_tools: 'M14.5 6.5a4 4 0 0 1 5-2l-2.5 2.5 1 2 2 .5 1-2a4 4 0 0 1-5.5 4.5L8 19.5a2 2 0 0 1-3-3l8-7.5a4 4 0 0 1 1.5-2.5z',
  umbrella: 'M12 3a9 9 0 0 1 9 9H3a9 9 0 0 1 9-9zM12 12v6.5a2 2 0 0 1-4 0',
  reading: 'M12 6.5C10 5 7 4.5 3.5 5v13c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5zM12 6.5v13',
  helmet: 'M4 15a8 8 0 0 1 16 0v1.5H4zM20 15h1.5M9.5 7.5V13M14.5 7.5V13',
  heat_relief: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  shower: 'M5 20V7a3 3 0 0 1 6 0v1M7.5 11a3.5 3.5 0 0 1 7 0zM9 14v2M12 14v2M15 14v2M10.5 18v2M13.5 18v2',
  training: 'M2.5 9 12 5l9.5 4L12 13zM6.5 11v5c3 2 8 2 11 0v-5M21.5 9v5',
  legal_advice: 'M12 4v16M8 20h8M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z',
  haircut: 'M6 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 7.5 20 17M8 16.5 20 7',
  discount_coffee: 'M5 9h11v5a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM16 10.5h1.5a2.5 2.5 0 0 1 0 5H16M9.5 3.5v2.5M12.5 3.5v2.5M4 21.5h13',
  all_day: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  amenity: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.5l2.7 2.5 5.3-6',
  // the page
  house: 'M12 3C7.6 3 4.5 6.2 4.5 10.3c0 5.2 7.5 11 7.5 11s7.5-5.8 7.5-11C19.5 6.2 16.4 3 12 3zM9 9h5v2a2.5 2.5 0 0 1-5 0zM14 9.5h.8a1.2 1.2 0 0 1 0 2.4H14',
  pin: 'M12 3C7.6 3 4.5 6.2 4.5 10.3c0 5.2 7.5 11 7.5 11s7.5-5.8 7.5-11C19.5 6.2 16.4 3 12 3zM12 13a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4z',
  locate: 'M12 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM12 2.5V7M12 17v4.5M2.5 12H7M17 12h4.5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20.5 20.5',
  close: 'M6 6l12 12M18 6 6 18',
  go: 'M20.5 3.5 3.5 10.8l7 2.7 2.7 7z',
  share: 'M12 15V4M8 7.5 12 3.5l4 4M5.5 12v7.5h13V12',
  tree: 'M6 3.5V18h6M6 9h6M15.5 9h4M15.5 18h4',
  down: 'M6 9.5l6 6 6-6',
  back: 'M14.5 6l-6 6 6 6',
  letters: 'M3 19 8 5.5 13 19M4.7 15h6.6M14.5 19l3-8 3 8M15.5 16.5h4',
  alert: 'M12 4 21 19.5H3zM12 10v4M12 16.8h.01',
  offline: 'M4 4l16 16M3 9.5a13 13 0 0 1 3.5-2.3M10.5 5.6A13 13 0 0 1 21 9.5M6 13a8.5 8.5 0 0 1 3.5-2M9 16.3a4.2 4.2 0 0 1 4.5-.9M12 19.5h.01',
  door: 'M6 21V4h12v17M4 21h16M14.5 12.5h.01',
  check: 'M5 12.5l4.5 4.5L19 7',
  unchecked: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.6 9.6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2 1-1.2 1.9M12 16.6h.01',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  walk: 'M13 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM12 8.5 9 11v3M12 8.5l2.5 3 3 1M12 8.5 11.5 14l3 3 1 4.5M11.5 15 9 18l-2 3',
  bike: 'M5.5 19a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM18.5 19a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM5.5 16l4-7h5.5l3.5 7M8.5 9H11M15 9l-.8-3H17M9.5 9l4 7h-8',
};

const SAME: Record<string, string> = {
  canteen: 'hot_meal',
  discount_meal: 'hot_meal',
  snack: 'hot_meal',
  fridge: 'microwave',
  heating: 'heat_relief',
  health_check: 'first_aid',
  blood_pressure: 'first_aid',
  aed: 'first_aid',
  air_pump: 'repair_tools',
  ebike_parking: 'bike',
  car_charging: 'charging',
  job_advice: 'legal_advice',
  policy_advice: 'legal_advice',
  mediation: 'legal_advice',
  safety_training: 'helmet',
  sewing_kit: 'haircut',
};

/** A sign beside words, which say the same: it is drawn for eyes alone. */
export function Icon({ name, size = 20 }: { name: string; size?: number }): JSX.Element {
  const lines = LINES[SAME[name] ?? name] ?? LINES['amenity']!;
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={lines} fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
