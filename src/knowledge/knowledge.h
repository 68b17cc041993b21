// The knowledge tables: knowledge/*.tsv compiled into the program, one fact a line, and the user's own files over them.
//
// A table's lines starting with '#' are its head: what it is, source, licence, and under "# columns:"
// what each column holds (columns.h). The first other line names the columns; fields are separated by tabs.
//
// An overlay is a folder with files named like tables. A line there takes the place of the built-in lines
// with the same key (the columns marked '*' in the head); a line that begins with '!' retires the lines whose
// first fields are the ones given: "!Springfield" all of that name, "!Springfield<tab>USA" the one of that key.
// Columns may be left out; the first line that is no comment says which ones are there.
//
// Tables are immutable and shared by all threads. Each stage builds its own indexes from them once.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/engine.h"

namespace dragoman {

class Table {
public:
    /// Where a row stands: `file` is the overlay file's name, or empty for a row compiled into the program.
    struct Origin {
        std::string_view file;
        int line = 0;  ///< from 1
    };

    /// `text` (and `file`) must outlive the table; its rows point into it.
    Table(std::string_view name, std::string_view text, std::string_view file = {});

    std::string_view name() const { return name_; }
    /// The comment lines before the first row.
    std::string_view head() const { return head_; }
    const std::vector<std::string_view>& columns() const { return columns_; }
    /// Where the columns are named.
    Origin columns_origin() const { return columns_origin_; }
    int rows() const { return static_cast<int>(origins_.size()); }
    /// Index of a column; -1 when there is none of that name.
    int column(std::string_view name) const;
    /// The field, or empty where the row is short or column is -1.
    std::string_view at(int row, int column) const;
    std::string_view at(int row, std::string_view name) const { return at(row, column(name)); }
    std::span<const std::string_view> fields(int row) const {
        return std::span(fields_).subspan(begins_[row], begins_[row + 1] - begins_[row]);
    }
    Origin origin(int row) const { return origins_[row]; }

    /// The same name, head and columns.
    Table without_rows() const;
    void add(std::span<const std::string_view> fields, Origin origin);

private:
    std::string_view name_, head_;
    std::vector<std::string_view> columns_;
    Origin columns_origin_;
    std::vector<std::string_view> fields_;  ///< of all rows, one after the other
    std::vector<std::uint32_t> begins_{0};  ///< of each row in fields_, and one past the last
    std::vector<Origin> origins_;
};

/// Splits "a|b|c" (the form of lists inside a field); empty input gives no parts.
std::vector<std::string_view> split(std::string_view text, char separator);

class Knowledge {
public:
    /// The tables compiled into the program.
    static Knowledge embedded();
    /// The same with the files laid over them, later ones over earlier ones. Lines with faults are left out and named
    /// in faults().
    static Knowledge with(std::vector<KnowledgeFile> files);

    const std::vector<Table>& tables() const { return tables_; }
    /// The table of knowledge/NAME.tsv; an empty table when there is none.
    const Table& table(std::string_view name) const;
    /// First 12 hex digits of the SHA-256 over the hash of the built-in tables and all files.
    const std::string& version() const { return version_; }
    const std::vector<KnowledgeFault>& faults() const { return faults_; }

private:
    void lay(const KnowledgeFile& file);

    std::vector<Table> tables_;
    std::vector<std::unique_ptr<const KnowledgeFile>> files_;  ///< rows point into them
    std::vector<KnowledgeFault> faults_;
    std::string version_;
};

/// A file compiled into the program (models/NAME); empty when there is none.
std::string_view embedded_model(std::string_view name);

}  // namespace dragoman
