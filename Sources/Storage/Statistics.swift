extension Transaction {
    /// Tells the planner how the values of each index are spread, from a sample; to be called after many rows have come.
    /// PostgreSQL looks by itself, but only after a minute: until then a list would sort all the rows that just came.
    package func refreshStatistics() throws {
        switch engine {
        case .postgresql:
            // waits for nobody who cleans or analyses at the same time
            try execute("ANALYZE (SKIP_LOCKED)")
        case .sqlite:
            try execute("PRAGMA analysis_limit = 400")
            try execute("ANALYZE")
            // other connections read the statistics together with the schema: they must see that it has changed
            try execute("CREATE TABLE statistics_refreshed (id BIGINT)")
            try execute("DROP TABLE statistics_refreshed")
        }
    }
}
