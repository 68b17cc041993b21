// zip and tar: files in a file. Members come in the order in which they lie there; nothing is written
// to disk, and a member's path is only a label.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "archive/document.h"

namespace dragoman::archive {

/// Read by libarchive. Folders, links and devices are left out; members with a password give an error. `stream` is
/// read from front to back, so that an archive that is cut off gives what is there.
std::unique_ptr<Reader> packed_reader(std::unique_ptr<Stream> stream, std::string where, Budget& budget);

}  // namespace dragoman::archive
