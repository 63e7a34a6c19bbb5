extension Transaction {
    /// Tells the planner how the values of each index are spread, from a sample; to be called after many rows have come.
    /// PostgreSQL does that by itself.
    package func refreshStatistics() throws {
        guard engine == .sqlite else { return }
        try execute("PRAGMA analysis_limit = 400")
        try execute("ANALYZE")
        // other connections read the statistics together with the schema: they must see that it has changed
        try execute("CREATE TABLE statistics_refreshed (id BIGINT)")
        try execute("DROP TABLE statistics_refreshed")
    }
}
