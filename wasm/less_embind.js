// What Embind has for types and browsers that are none of ours, left out.
addToLibrary({
  // Texts of wide characters: std::wstring and its kin.
  _embind_register_std_wstring: () => {},
  _embind_register_std_wstring__deps: [],

  // 64-bit integers: sizes are 32 bits, times are numbers.
  _embind_register_bigint: () => {},
  _embind_register_bigint__deps: [],

  // Every browser that runs the module names its global object so.
  $emval_get_global: () => globalThis,
});
