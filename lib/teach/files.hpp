// The user's folders by the XDG rules, and files in them that are whole or not there.
#pragma once

#include <filesystem>
#include <string>

namespace gradlab::teach {

/// $XDG_STATE_HOME/gradlab and $XDG_CACHE_HOME/gradlab, or their defaults below HOME; they may not exist yet.
/// throws std::invalid_argument if HOME and the variable are not set.
std::filesystem::path state_folder();
std::filesystem::path cache_folder();

/// The file's text; empty where there is none.
std::string read_text(const std::filesystem::path& file);

/// Replaces a file of this name. throws std::invalid_argument, saying why, if it cannot be written.
void write_text(const std::filesystem::path& file, const std::string& text);

/// Returns false, and writes nothing, if a file of this name exists. Not even a race can overwrite a file.
bool write_new(const std::filesystem::path& file, const std::string& text);

}  // namespace gradlab::teach
