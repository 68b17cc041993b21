// Readings as Arrow tables: the rows that a store would hold of them, without a store.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "store/arrow/table.h"
#include "store/store.h"

namespace dragoman::store {

/// For one thread at a time.
class ArrowRecords {
public:
    static Result<ArrowRecords> open();

    using Tables = std::vector<std::pair<std::string, ArrowTable>>;
    /// All tables of a record (`stories`, `mentions`, `entities` … `notes`), empty ones too, and `inputs`: what each
    /// story came from, and what gave none and why.
    Result<Tables> tables(const std::vector<Reading>& readings, const std::vector<Failure>& failures) const;

    ArrowRecords(ArrowRecords&&) noexcept;
    ~ArrowRecords();

private:
    struct State;
    explicit ArrowRecords(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace dragoman::store
