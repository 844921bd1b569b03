// Embind's text of wide characters (std::wstring and its kin), which nothing here has: left out.
addToLibrary({
  _embind_register_std_wstring: () => {},
  _embind_register_std_wstring__deps: [],
});
