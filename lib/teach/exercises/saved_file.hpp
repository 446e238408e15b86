// Notices that a file was saved. inotify wakes the waiting keyboard; the file's time, size and number tell whether the
// file changed. See watch.cpp for the waiting.
#pragma once

#include <filesystem>
#include <string>

namespace gradlab::teach {

class SavedFile {
 public:
  explicit SavedFile(std::filesystem::path file);
  ~SavedFile();
  SavedFile(const SavedFile&) = delete;
  SavedFile& operator=(const SavedFile&) = delete;

  /// True once after each change.
  bool has_changed();
  int descriptor() const { return inotify_; }  ///< readable when a file was saved in the folder; -1: no inotify

 private:
  std::string signature() const;
  std::filesystem::path file_;
  std::string last_;
  int inotify_ = -1;
};

}  // namespace gradlab::teach
