import Storage

extension PersonalSetting {
    static func keep(_ size: Int, of account: Account.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO personal_setting (account_id, page_size) VALUES (\(account), \(size))
            ON CONFLICT (account_id) DO UPDATE SET page_size = excluded.page_size
            """)
    }
}
