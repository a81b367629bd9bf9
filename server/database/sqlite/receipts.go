package sqlite

import (
	"database/sql/driver"
	"errors"

	"modernc.org/sqlite"

	"warsztat/server/database/schema"
	"warsztat/server/journal"
)

// The functions of migration 2.
func init() {
	sqlite.MustRegisterDeterministicScalarFunction("receipt_of", 2, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		client, _ := args[0].(string)
		number, _ := args[1].(int64)
		return receiptOf(client, number), nil
	})
	sqlite.MustRegisterDeterministicScalarFunction("sum_with_receipt", 9, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		var e schema.OldEntry
		var ok [9]bool
		e.Workshop, ok[0] = args[0].(string)
		e.Seq, ok[1] = args[1].(int64)
		e.AtMillis, ok[2] = args[2].(int64)
		e.Member, ok[3] = args[3].(string)
		e.Client, ok[4] = args[4].(string)
		e.Number, ok[5] = args[5].(int64)
		e.Mark, ok[6] = args[6].(int64)
		e.Body, ok[7] = args[7].([]byte)
		e.Sum, ok[8] = args[8].(int64)
		if ok != [9]bool{true, true, true, true, true, true, true, true, true} {
			return nil, errors.New("a column has another type")
		}
		return e.SumWithReceipt(receiptOf(e.Client, e.Number)), nil
	})
}

func receiptOf(client string, number int64) string {
	if client == "" {
		return ""
	}
	return journal.ReceiptOf(client, uint64(number))
}
