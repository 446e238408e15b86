// The user's folders by the XDG rules, and files in them that are whole or not there.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace gradlab::teach {

/// $XDG_STATE_HOME/gradlab and $XDG_CACHE_HOME/gradlab, or their defaults below HOME; they may not exist yet.
/// throws std::invalid_argument if HOME and the variable are not set.
std::filesystem::path state_folder();
std::filesystem::path cache_folder();

/// The file's text; empty where there is none. throws std::invalid_argument, saying why, if it cannot be read.
std::string read_text(const std::filesystem::path& file);

/// Gives a file that holds nonsense another name, which it says, so that a new one can be begun.
void keep_unreadable(const std::filesystem::path& file);

/// Replaces a file of this name. throws std::invalid_argument, saying why, if it cannot be written.
void write_text(const std::filesystem::path& file, const std::string& text);

/// Runs the action while no other gradlab runs one for this file: what the action reads of the file is what it
/// replaces. Files that an interrupted write left beside it are removed first. throws std::invalid_argument if the
/// lock, a file beside it that ends in .lock, cannot be made.
void with_lock(const std::filesystem::path& file, const std::function<void()>& action);

/// Returns false, and writes nothing, if a file of this name exists. Not even a race can overwrite a file.
bool write_new(const std::filesystem::path& file, const std::string& text);

}  // namespace gradlab::teach
