import { useQuery } from '@tanstack/react-query'

// Of the standard: nothing but white around the code.
const quietModules = 4

/** The text as a QR code, white around it whatever the theme. Nothing until what draws it has come. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data } = useQuery({
    queryKey: ['qr-code', text],
    queryFn: () => drawCode(text),
    staleTime: Infinity,
  })
  return (
    <div className="qr-code" role="img" aria-label={label}>
      {data && (
        <svg viewBox={`0 0 ${data.side} ${data.side}`} shapeRendering="crispEdges" aria-hidden="true">
          <path d={data.path} />
        </svg>
      )}
    </div>
  )
}

async function drawCode(text: string): Promise<{ path: string; side: number }> {
  const { default: qrcode } = await import('qrcode-generator')
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  let path = ''
  for (let row = 0; row < count; ++row) {
    for (let column = 0; column < count; ++column) {
      if (code.isDark(row, column)) path += `M${column + quietModules} ${row + quietModules}h1v1h-1z`
    }
  }
  return { path, side: count + 2 * quietModules }
}
