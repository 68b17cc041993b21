// How far each file was taken, and what failed in it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "archive/inputs.h"
#include "store/store.h"

namespace dragoman::ingest {

/// Asked by the thread that reads the inputs, one at a time; it never changes while they are read.
class Journal {
public:
    struct Terms {
        std::string engine_version, since;
        bool retry_failed = false, again = false;
    };
    Journal(const std::vector<store::FileState>& files, const std::vector<store::Failure>& failures, Terms terms);

    /// Is everything of this file done?
    bool finished(const std::string& path) const;

    /// A file that is now read: what to take of it.
    struct Pass {
        store::FileState state;          ///< documents and stories: those done before, which need not be read
        std::set<std::string> retried;   ///< origins among these that shall be
        std::set<std::string> failures;  ///< earlier failures that this pass will have looked at when it has ended
        int left_failed = 0;             ///< earlier failures that it leaves alone
        bool kept = false;               ///< is the file journaled? Standard input is not
    };
    Pass begin(const std::string& path) const;

    int stories(const std::string& path) const;  ///< of a finished file
    int failures(const std::string& path) const;

private:
    const store::FileState* same(const std::string& path) const;

    Terms terms_;
    std::unordered_map<std::string, store::FileState> files_;
    std::unordered_map<std::string, std::set<std::string>> failures_;  ///< origins by file
};

}  // namespace dragoman::ingest
