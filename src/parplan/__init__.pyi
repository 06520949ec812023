# The same for type checkers, as `__init__.py` imports what is public when it is asked for.
from parplan.errors import FileError as FileError
from parplan.errors import InvalidPlanError as InvalidPlanError
from parplan.errors import ParplanError as ParplanError
from parplan.errors import RequestError as RequestError
from parplan.yearly_plan import DueRecord as DueRecord
from parplan.yearly_plan import EntryRecord as EntryRecord
from parplan.yearly_plan import MilestoneRecord as MilestoneRecord
from parplan.yearly_plan import Records as Records
from parplan.yearly_plan import StatusRecord as StatusRecord
from parplan.yearly_plan import TargetRecord as TargetRecord
from parplan.yearly_plan import TaskDetails as TaskDetails
from parplan.yearly_plan import TaskRecord as TaskRecord
from parplan.yearly_plan import YearlyPlan as YearlyPlan
from parplan.yearly_plan import load as load

__version__: str
__all__: list[str]
