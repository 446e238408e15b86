// The user's folders by the XDG rules, and files in them that are whole or not there.
#pragma once

#include <filesystem>
#include <string>

namespace gradlab::teach {

/// $XDG_STATE_HOME/gradlab and $XDG_CACHE_HOME/gradlab, or where these lie by default; they may not exist yet.
std::filesystem::path state_folder();
std::filesystem::path cache_folder();

/// The file's text; empty where there is none.
std::string read_text(const std::filesystem::path& file);

/// Replaces what is there. throws std::invalid_argument, saying why, if it cannot be written.
void write_text(const std::filesystem::path& file, const std::string& text);

/// False, and nothing done, where something has this name already: not even a race can overwrite it.
bool write_new(const std::filesystem::path& file, const std::string& text);

}  // namespace gradlab::teach
