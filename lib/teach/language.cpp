#include "teach/language.hpp"

#include "teach/files.hpp"
#include "terminal/json.hpp"

#include <stdexcept>

namespace gradlab::teach {

using terminal::Json;

namespace {

std::filesystem::path settings_file() { return state_folder() / "settings.json"; }

// An empty object where the text is none.
Json parse_settings(const std::string& text) {
  Json settings = Json::parse(text, nullptr, false);
  return settings.is_object() ? settings : Json::object();
}

}  // namespace

std::string_view to_string(Language language) { return language == Language::cpp ? "C++" : "Python"; }

std::string_view ending(Language language) { return language == Language::cpp ? ".cpp" : ".py"; }

std::string_view option_value(Language language) { return language == Language::cpp ? "cpp" : "numpy"; }

std::vector<std::string> language_values() { return {"numpy", "cpp"}; }

std::optional<Language> parse_language(std::string_view text) {
  for (const Language language : {Language::python, Language::cpp}) {
    if (text == option_value(language)) return language;
  }
  return std::nullopt;
}

Language remembered_language() {
  try {
    const Json settings = parse_settings(read_text(settings_file()));
    const auto found = settings.find("language");
    if (found == settings.end() || !found->is_string()) return Language::python;
    return parse_language(found->get<std::string>()).value_or(Language::python);
  } catch (const std::invalid_argument&) {
    return Language::python;  // there is no home folder, so nothing was kept
  }
}

void remember_language(Language language) {
  const std::filesystem::path file = settings_file();
  with_lock(file, [&] {
    Json settings = parse_settings(read_text(file));
    settings["language"] = option_value(language);
    write_text(file, settings.dump(2) + "\n");
  });
}

Language choose_language(std::string_view option) {
  const std::optional<Language> wanted = parse_language(option);
  if (!wanted) return remembered_language();
  try {
    remember_language(*wanted);
  } catch (const std::invalid_argument&) {
    // It holds for this command, and no longer.
  }
  return *wanted;
}

}  // namespace gradlab::teach
