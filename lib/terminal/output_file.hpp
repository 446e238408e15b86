// Files that the command writes: whole, or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace gradlab::terminal {

/// Writes the text beside the file and then renames it: the file holds all of the text, or what it held before. The
/// file keeps its rights; of a symbolic link the file that it names is written. What an earlier write left in the folder
/// when it was killed is removed. Returns why it could not, or no error.
std::error_code replace_file(const std::filesystem::path& file, std::string_view text);

/// As replace_file(), but never in place of another file: then the error is std::errc::file_exists, even in a race.
std::error_code create_file(const std::filesystem::path& file, std::string_view text);

/// Tells before any long work that its result can be written: the path is empty, or names a file with this extension
/// in a folder that takes files.
/// throws std::invalid_argument, naming the option, the path and what is wrong.
void require_writable(const std::string& option, const std::string& path, const std::string& extension);

}  // namespace gradlab::terminal
