/** The bare words of the Core Business Vocabulary 2.0. Whatever else is said has to be a URI. */
export const vocabularies = {
  bizStep: `accepting arriving assembling collecting commissioning consigning
    creating_class_instance cycle_counting decommissioning departing destroying disassembling
    dispensing encoding entering_exiting holding inspecting installing killing loading other packing
    picking receiving removing repackaging repairing replacing reserving retail_selling sampling
    sensor_reporting shipping staging_outbound stock_taking stocking storing transporting unloading
    unpacking void_shipping`,
  disposition: `active available completeness_inferred completeness_verified conformant
    container_closed container_open damaged destroyed dispensed disposed encoded expired in_progress
    in_transit inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement
    no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled reserved
    retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable unknown`,
  bizTransactionType: `bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres
    upevt`,
  sourceDestinationType: 'owning_party possessing_party location',
  errorReason: 'did_not_occur incorrect_data',
  sensorException: 'ALARM_CONDITION ERROR_CONDITION',
  sensorComponent: `x y z axial_distance azimuth height spherical_radius polar_angle
    elevation_angle easting northing latitude longitude altitude`,
  measurementType: `AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude
    AmountOfSubstance AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum
    AngularVelocity Area Capacitance Conductance Conductivity Count Density Dimensionless
    DoseEquivalent DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent
    ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency Illuminance
    Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux
    LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass
    MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy
    MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity Radioactivity RelativeHumidity
    Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension Temperature
    Time Torque Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber`,
} as const;

export type Vocabulary = keyof typeof vocabularies;

const words = new Map(
  Object.entries(vocabularies).map(([name, text]) => [name, new Set(text.split(/\s+/))]),
);

/** The words of a vocabulary. */
export function wordsOf(vocabulary: Vocabulary): ReadonlySet<string> {
  return words.get(vocabulary) ?? new Set();
}

/** Whether a text is a word of the vocabulary, or a URI: a full one or a CURIE. */
export function isTerm(vocabulary: Vocabulary, text: string): boolean {
  return wordsOf(vocabulary).has(text) || isUri(text);
}

const uriForm = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\p{Cc}\p{Cs}]+$/u;

/** An absolute URI, a CURIE such as `ex:term` among them; its percent signs encode something. */
export function isUri(text: string): boolean {
  return uriForm.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text);
}

const instantForm =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,12})?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

// Of years that have four digits in UTC as well.
const first = Date.parse('0001-01-01T00:00:00Z');
const last = Date.parse('9999-12-31T23:59:59.999Z');

/** Milliseconds since 1970 of an RFC 3339 time of a day that exists; NaN of anything else. */
export function readInstant(text: string): number {
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] =
    instantForm.exec(text) ?? [];
  if (year === undefined || year === '0000') return Number.NaN;
  // The calendar alone: JavaScript reads 30 February as 1 or 2 March.
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.getUTCDate() !== Number(day)) return Number.NaN;
  const whole = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  const at = whole + Math.round(Number(`0${fraction}`) * 1000);
  return at >= first && at <= last ? at : Number.NaN;
}
