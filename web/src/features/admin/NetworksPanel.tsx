import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getNetworks, remakeAll, type ServerNetworks } from '../../api/networks'
import { useLanguage } from '../../i18n/LanguageProvider'
import { AskFirst } from '../../ui/AskFirst'
import { BringModels } from '../../ui/BringModels'
import { Loading } from '../../ui/Loading'
import { Problem } from '../../ui/Problem'

/** For admins: which networks the servers use, what is missing, and what was made with stand-ins. */
export function NetworksPanel() {
  const { words } = useLanguage()
  const networks = useQuery({ queryKey: ['networks'], queryFn: ({ signal }) => getNetworks(signal) })
  const reload = () => void networks.refetch()
  const [wanted, setWanted] = useState<number>()
  if (networks.error) return <Problem error={networks.error} retry={reload} />
  if (!networks.data) return <Loading />
  const { pose, shape, standInTrainings } = networks.data
  const isMissing = pose.missing.length + shape.missing.length > 0
  return (
    <div className="panel networks">
      <dl>
        <Server name={words.networks.pose} server={pose} />
        <Server name={words.networks.shape} server={shape} />
      </dl>
      {isMissing && (
        <p>
          <BringModels />
        </p>
      )}
      <p>{words.networks.made(standInTrainings)}</p>
      {standInTrainings > 0 && (
        <AskFirst
          label={words.networks.remakeAll}
          question={words.networks.remakeQuestion(standInTrainings)}
          confirm={words.networks.remake}
          keep={words.networks.keep}
          act={async () => {
            setWanted(await remakeAll())
            reload()
          }}
        />
      )}
      <p role="status">{wanted !== undefined && words.networks.remaking(wanted)}</p>
    </div>
  )
}

function Server({ name, server }: { name: string; server: ServerNetworks }) {
  const { words } = useLanguage()
  const { state, networks, missing } = server
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {state === 'ready' && networks ? words.networks.inUse[networks] : words.networks.state[state]}
        {missing.length > 0 && (
          <>
            <p>{words.networks.missing}</p>
            <ul>
              {missing.map((file) => (
                <li key={file}>
                  <code>{file}</code>
                </li>
              ))}
            </ul>
          </>
        )}
      </dd>
    </div>
  )
}
